// A bill of materials in the terms of CycloneDX: everything that others wrote in what is handed out, with versions,
// terms and hashes, and which packages it is in.
import { createHash } from "node:crypto";
import { version } from "./version.mjs";

const hash_of = (bytes) => ({ alg: "SHA-256", content: createHash("sha256").update(bytes).digest("hex") });
const from_integrity = (integrity) => ({ alg: "SHA-512", content: Buffer.from(integrity.replace(/^sha512-/, ""), "base64").toString("hex") });

// SPDX's expressions are told apart from its names.
const licenses_of = (license) => (license.includes(" ") ? [{ expression: license }] : [{ license: { id: license } }]);

// handed_out: [{ file, bytes, components }]; epoch: seconds.
export function bill(handed_out, epoch) {
  const parts = new Map();
  for (const { components } of handed_out) for (const component of components) parts.set(component.purl, component);
  const refs = [...parts.keys()].sort();
  const components = refs.map((purl) => {
    const { name, version: its, license, integrity } = parts.get(purl);
    return {
      type: "library",
      "bom-ref": purl,
      name,
      version: its,
      licenses: licenses_of(license),
      purl,
      ...(integrity && { hashes: [from_integrity(integrity)] }),
    };
  });
  const packages = handed_out.map(({ file, bytes }) => ({
    type: "file",
    "bom-ref": file,
    name: file,
    version,
    hashes: [hash_of(bytes)],
    licenses: licenses_of("MIT"),
  }));
  const root = `pkg:generic/asynclint@${version}`;
  const dependencies = [
    { ref: root, dependsOn: packages.map((one) => one["bom-ref"]) },
    ...handed_out.map(({ file, components: inside }) => ({ ref: file, dependsOn: inside.map(({ purl }) => purl).sort() })),
  ];
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: new Date(epoch * 1000).toISOString(),
      component: { type: "application", "bom-ref": root, name: "asynclint", version, licenses: licenses_of("MIT"), purl: root },
    },
    components: [...packages, ...components],
    dependencies,
  };
}
