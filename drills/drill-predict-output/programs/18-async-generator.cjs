async function* bakery() {
  try {
    console.log('light the oven');
    yield 'rolls';
    console.log('knead');
    yield 'rye';
    console.log('go home');
  } finally {
    console.log('put out the oven');
  }
}

async function breakfast() {
  const loaves = bakery();
  console.log('set the table');
  for await (const loaf of loaves) {
    console.log(`eat ${loaf}`);
    if (loaf === 'rye') break;
  }
  console.log('do the dishes');
}

breakfast();
