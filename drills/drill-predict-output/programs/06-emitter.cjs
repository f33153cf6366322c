const { EventEmitter } = require('node:events');

const door = new EventEmitter();

door.on('open', (guest) => console.log(`the bell rings for ${guest}`));
door.on('open', async (guest) => {
  console.log(`somebody gets up for ${guest}`);
  await null;
  console.log(`somebody greets ${guest}`);
});

console.log('Ada is at the door');
door.emit('open', 'Ada');
console.log('Ada is inside');
