setTimeout(() => console.log('the alarm rings'), 0);

Promise.resolve('letter').then((mail) => console.log(`read the ${mail}`));
Promise.resolve('parcel').then((mail) => console.log(`open the ${mail}`));

console.log('put the kettle on');
