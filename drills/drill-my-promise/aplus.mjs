// Runs the test suite of Promises/A+, which has to be installed, and ends with 1 if anything fails.
import promisesAplusTests from 'promises-aplus-tests';

import * as adapter from './adapter.mjs';

promisesAplusTests({ ...adapter }, { reporter: 'dot' }, (failures) => {
  process.exitCode = failures ? 1 : 0;
});
