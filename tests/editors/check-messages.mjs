// Holds what passes between a client and the server against the schema of the protocol.
import { readFileSync } from "node:fs";
import Ajv from "ajv";

const path = process.env.ASYNCLINT_PROTOCOL_SCHEMA;
if (!path) throw new Error("ASYNCLINT_PROTOCOL_SCHEMA names no file; `./dev test editors` sets it");
export const { methods, schema } = JSON.parse(readFileSync(path, "utf8"));

// These are JSON-RPC's or have no type of their own in the package.
const text = { type: "string" };
const open_object = { type: "object" };
const added = {
  "$/cancelRequest": { required: ["id"], properties: { id: { type: ["integer", "string"] } } },
  "$/progress": {
    required: ["token", "value"],
    properties: { token: { type: ["integer", "string"] }, value: open_object },
    additionalProperties: false,
  },
  "$/logTrace": { required: ["message"], properties: { message: text, verbose: text }, additionalProperties: false },
  "$/setTrace": { required: ["value"], properties: { value: { enum: ["off", "messages", "verbose"] } } },
};
for (const [method, params] of Object.entries(added)) {
  methods[method] = { is_request: false, params: method, result: null };
  schema.definitions.Messages.properties[method] = { type: "object", ...params };
}

const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });
ajv.addSchema({ $id: "protocol", ...schema });
const validators = new Map();

export function complaints_about(type, value) {
  if (!validators.has(type)) {
    const place = type.replaceAll("~", "~0").replaceAll("/", "~1");
    const pointer = encodeURI(`protocol#/definitions/Messages/properties/${place}`);
    validators.set(type, ajv.compile({ $ref: pointer }));
  }
  const validate = validators.get(type);
  if (validate(value)) return [];
  return validate.errors.map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

// What is wrong with a message; `asked` tells the method of a request by its id, as far as this side was asked.
export function complaints(message, asked) {
  const found = message.jsonrpc === "2.0" ? [] : ["jsonrpc is not 2.0"];
  if (message.method !== undefined) {
    const method = methods[message.method];
    if (!method) return [...found, `there is no method ${message.method}`];
    if (method.is_request !== (message.id !== undefined)) found.push("a request has an id, a notification has none");
    if (method.params) found.push(...complaints_about(method.params, message.params));
    else if (message.params !== undefined) found.push("there are no params");
    return found;
  }
  if ("result" in message === "error" in message) found.push("there is either a result or an error");
  if ("error" in message) {
    const { code, message: reason } = message.error;
    if (!Number.isInteger(code) || typeof reason !== "string") found.push("an error has a code and a message");
    return found;
  }
  const method = methods[asked(message.id)];
  if (!method) return [...found, `nobody asked ${message.id}`];
  // A result of type void is null.
  if (asked(message.id) === "shutdown") return message.result === null ? found : [...found, "shutdown has no result"];
  if (method.result) found.push(...complaints_about(method.result, message.result));
  return found;
}
