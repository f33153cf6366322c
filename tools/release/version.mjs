// The version, which stands in CMakeLists.txt and nowhere else.
import { readFileSync } from "node:fs";

const lists = readFileSync(new URL("../../CMakeLists.txt", import.meta.url), "utf8");
export const version = lists.match(/^project\(asynclint VERSION (\d+\.\d+\.\d+) /m)[1];
