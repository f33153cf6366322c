// Runs the test suite of Promises/A+, which has to be installed, and ends with 1 if anything fails.
import promisesAplusTests from 'promises-aplus-tests';

import * as adapter from './adapter.mjs';

// Milliseconds for each test. A promise that never settles takes all of them, so more is for slow machines only.
const timeout = Number(process.env.TIMEOUT ?? 200);

promisesAplusTests({ ...adapter }, { reporter: 'dot', timeout }, (failures) => {
  process.exitCode = failures ? 1 : 0;
});
