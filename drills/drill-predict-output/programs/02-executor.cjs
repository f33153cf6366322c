const table = new Promise((resolve) => {
  console.log('the waiter looks around');
  resolve('table 4');
  console.log('the waiter picks up the menus');
});

table.then((name) => console.log(`this way to ${name}`));
console.log('the guests take off their coats');
