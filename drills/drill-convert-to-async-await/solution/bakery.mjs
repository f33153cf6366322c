// A bakery's back office. `api` has `customer`, `orders`, `prices`, `stock`, `reserve`, `release`, `pay` and `log`,
// all of which return promises.

async function loadCustomer(api, id) {
  const customer = await api.customer(id);
  return { customer, orders: await api.orders(customer.number) };
}

// Customer and prices are asked for together; orders need the customer.
export async function loadPage(api, id) {
  const [prices, { customer, orders }] = await Promise.all([api.prices(), loadCustomer(api, id)]);
  return { name: customer.name, orders, prices };
}

// A part that fails is left out, and logged; all parts are asked for together.
export async function loadStock(api, items) {
  const amounts = await Promise.all(
    items.map(async (item) => {
      try {
        return await api.stock(item);
      } catch (error) {
        await api.log(`${item}: ${error.message}`);
        return null;
      }
    }),
  );
  return items.filter((_, index) => amounts[index] > 0);
}

// One step after the other; what was reserved is released again if the payment fails, and in any case logged.
export async function order(api, item) {
  const reservation = await api.reserve(item);
  try {
    return await api.pay(reservation);
  } catch (error) {
    await api.release(reservation);
    throw new Error(`payment of ${item} failed`, { cause: error });
  } finally {
    await api.log(`tried ${item}`);
  }
}

// Orders are reserved in turn, because each changes the stock of the next. It ends with the first that fails.
export async function orderAll(api, items) {
  const done = [];
  for (const item of items) done.push(await api.reserve(item));
  return done;
}
