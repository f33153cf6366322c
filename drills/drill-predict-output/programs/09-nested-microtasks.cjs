setTimeout(() => console.log('the train leaves'), 0);

queueMicrotask(() => {
  console.log('find a seat');
  queueMicrotask(() => {
    console.log('unpack the sandwich');
    queueMicrotask(() => console.log('fold the paper'));
  });
  console.log('sit down');
});

queueMicrotask(() => console.log('wave'));
console.log('all aboard');
