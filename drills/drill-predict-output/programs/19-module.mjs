process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('promise'));

console.log('the module begins');
await null;
console.log('the module goes on');

process.nextTick(() => console.log('another tick'));
queueMicrotask(() => console.log('another microtask'));
