// One after the other, and all or nothing.
export async function loadDashboard(userId, apis) {
  const user = await apis.user(userId, {});
  const orders = await apis.orders(userId, {});
  const weather = await apis.weather({});
  const news = await apis.news({});
  return { user, tiles: { orders, weather, news } };
}
