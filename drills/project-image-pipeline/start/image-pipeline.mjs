// Stage by stage, everything at once, and the first failure is the end of all.
export async function processImages(photos, { download, resize, store }) {
  const originals = await Promise.all(photos.map(download));
  const thumbnails = await Promise.all(originals.map(resize));
  const values = await Promise.all(thumbnails.map(store));
  return photos.map((photo, index) => ({ photo, status: 'stored', value: values[index] }));
}
