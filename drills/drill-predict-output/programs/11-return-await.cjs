const order = async (dish) => {
  throw new Error(`no ${dish} left`);
};

async function young() {
  try {
    return order('soup');
  } catch (error) {
    return `young: ${error.message}, so salad`;
  }
}

async function old() {
  try {
    return await order('soup');
  } catch (error) {
    return `old: ${error.message}, so salad`;
  }
}

async function evening() {
  for (const waiter of [young, old]) {
    try {
      console.log(await waiter());
    } catch (error) {
      console.log(`kitchen on fire: ${error.message}`);
    }
  }
}

evening();
