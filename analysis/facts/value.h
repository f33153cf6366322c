// What is known of the value of an expression, as far as asynchronous code cares.
#pragma once

#include <cstdint>

#include "facts/evidence.h"
#include "facts/known-apis.h"
#include "syntax/tree.h"
#include "types/type-walk.h"

namespace asynclint {

enum class Shape : std::uint8_t {
  unknown,
  pending,  // being worked out: a function that calls itself; counts for nothing where values are joined
  plain,    // nothing asynchronous: a literal, undefined, what a generator gives
  promise,
  function,          // a function of this text, in `node`
  promise_function,  // some function that gives a promise
  class_,            // a class of this text, in `node`
  instance,          // of the class or constructor function in `node`
  object,            // the literal in `node`
  array,
  set,
  map,
  list,    // NodeList, typed arrays: forEach and an index, but no array
  stream,  // streams and asynchronous iterators, whose own forEach, map and filter wait
  api,     // something from outside, in `api`; what it is, another module may say
  typed,   // what `type` says: an object or a function of another module, or of an annotation
};

// Why a value is a promise.
enum class PromiseSource : std::uint8_t {
  none,
  async_function,      // `node` is the function
  returning_function,  // `node` is a function that returns a promise; on every path unless `is_partial`
  constructor,         // new Promise
  language,            // Promise.all and its like
  dynamic_import,
  api,
  declared,  // another module or an annotation says so, in `origin`
  promisify,
  jsdoc,
  name,   // the name ends in Async
  chain,  // .then of something unknown
};

// Where another module declares what this is.
struct DeclaredAt {
  const types::ModuleTypes* module = nullptr;
  std::uint32_t line = 0;  // from 1
};

struct Value {
  Shape shape = Shape::unknown;
  Evidence evidence = Evidence::certain;
  PromiseSource source = PromiseSource::none;
  // A promise on some ways only: what is given on the others is none.
  bool is_partial = false;
  // A promise of which this is known beside its type: nothing rejects it.
  bool cannot_reject = false;
  // Who gives it catches what fails of that which it waits for; what it does besides may still throw.
  bool is_caught = false;
  syntax::Node node;
  // Of a promise that `.then` gave: the call.
  syntax::Node settled_by;
  // api: what it is. instance: the class from outside that it is of, where that is known.
  ApiPath api;
  // api, typed: what it is. promise: what awaiting it gives. array, set, stream: the elements. map: its
  // own. None: see `node`.
  types::TypeRef type;
  DeclaredAt origin;

  [[nodiscard]] bool is(Shape wanted) const { return shape == wanted; }
  [[nodiscard]] bool is_promise() const { return shape == Shape::promise; }

  [[nodiscard]] static Value of(Shape shape, syntax::Node node = {}) {
    Value value;
    value.shape = shape;
    value.node = node;
    return value;
  }
  [[nodiscard]] static Value promise(Evidence evidence, PromiseSource source, syntax::Node node) {
    Value value;
    value.shape = Shape::promise;
    value.evidence = evidence;
    value.source = source;
    value.node = node;
    return value;
  }
  [[nodiscard]] static Value of_api(const ApiPath& api) {
    Value value;
    value.shape = Shape::api;
    value.api = api;
    return value;
  }
};

}  // namespace asynclint
