setTimeout(() => console.log('tea'), 1);
setTimeout(() => {
  console.log('toast');
  Promise.resolve().then(() => console.log('butter'));
}, 0);
setTimeout(() => console.log('egg'), 0);
setTimeout(() => console.log('the paper'), 40);

console.log('good morning');
