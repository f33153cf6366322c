Promise.resolve(2)
  .then((cups) => {
    console.log(`${cups} cups of flour`);
    cups * 10;
  })
  .then((spoons) => {
    console.log(`${spoons} spoons of sugar`);
    return 3;
  })
  .then(console.log('heat the oven'))
  .then((eggs) => console.log(`${eggs} eggs`));
