// eslint-plugin-asynclint: one rule for each rule of asynclint, and a configuration for each of its presets.
import { existsSync, readFileSync } from "node:fs";
import { make_rule } from "./rule.mjs";

/** @import { ESLint, Linter } from "eslint" */
/** @import { KnownRule } from "./protocol.mjs" */

/** @type {(path: string) => unknown} */
const read_json = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

const known_rules = /** @type {KnownRule[]} */ (read_json("./rules.json"));
const { name, version } = /** @type {{ name: string, version: string }} */ (read_json("../package.json"));

// The pages come along, so an editor's link opens the one of this version, and without a network.
const pages = [new URL("../pages/", import.meta.url), new URL("../../../rules/", import.meta.url)].find(existsSync);
/** @param {string} id */
const page_of = (id) => new URL(`${id}.md`, pages).href;

/** @type {ESLint.Plugin} */
const rules_only = {
  meta: { name, version, namespace: "asynclint" },
  rules: Object.fromEntries(known_rules.map((rule) => [rule.id, make_rule(rule, page_of(rule.id))])),
};

/**
 * @param {string} preset
 * @param {Record<string, unknown>} [options]
 * @returns {Linter.Config}
 */
function configuration(preset, options) {
  const chosen = known_rules.filter((rule) => preset === "all" || rule.presets.includes(preset));
  /** @type {(rule: KnownRule) => Linter.RuleEntry} */
  const entry = ({ level }) => {
    const severity = level === "error" ? "error" : "warn";
    return options ? [severity, options] : severity;
  };
  return {
    name: `asynclint/${preset}`,
    plugins: { asynclint: plugin },
    rules: Object.fromEntries(chosen.map((rule) => [`asynclint/${rule.id}`, entry(rule)])),
  };
}

const plugin = Object.assign(rules_only, { configs: /** @type {Record<string, Linter.Config>} */ ({}) });
Object.assign(plugin.configs, {
  recommended: configuration("recommended"),
  strict: configuration("strict"),
  learning: configuration("learning", { level: "info" }),
  all: configuration("all"),
});

export default plugin;
// `require` gives the plugin itself.
export { plugin as "module.exports" };
