// A bakery's back office. `api` has `customer`, `orders`, `prices`, `stock`, `reserve`, `release`, `pay` and `log`,
// all of which return promises.

// Customer and prices are asked for together; orders need the customer.
export function loadPage(api, id) {
  const prices = api.prices();
  return api
    .customer(id)
    .then((customer) => api.orders(customer.number).then((orders) => ({ customer, orders })))
    .then(({ customer, orders }) => prices.then((list) => ({ name: customer.name, orders, prices: list })))
    .catch((error) => {
      prices.catch(() => {});
      throw error;
    });
}

// A part that fails is left out, and logged; all parts are asked for together.
export function loadStock(api, items) {
  return Promise.all(
    items.map((item) =>
      api.stock(item).catch((error) => api.log(`${item}: ${error.message}`).then(() => null)),
    ),
  ).then((amounts) => items.filter((_, index) => amounts[index] > 0));
}

// One step after the other; what was reserved is released again if the payment fails, and in any case logged.
export function order(api, item) {
  return api.reserve(item).then((reservation) =>
    api
      .pay(reservation)
      .catch((error) =>
        api.release(reservation).then(() => {
          throw new Error(`payment of ${item} failed`, { cause: error });
        }),
      )
      .finally(() => api.log(`tried ${item}`)),
  );
}

// Orders are reserved in turn, because each changes the stock of the next. It ends with the first that fails.
export function orderAll(api, items) {
  return items.reduce(
    (before, item) => before.then((done) => api.reserve(item).then((reservation) => [...done, reservation])),
    Promise.resolve([]),
  );
}
