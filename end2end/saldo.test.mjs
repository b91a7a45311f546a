// Saldo as a debtor meets it: the demo is started as `make run` starts it, and a real browser goes every way there is,
// on a desktop, on a mobile, and on a mobile without JavaScript. Each kind of browser gets a demo of its own.
//
// One kind: PROJECT=mobile npm test. One journey: node --test --test-name-pattern='new link' saldo.test.mjs.
// What was seen is in target/screenshots, in light and in dark; the demo's log is in target/end2end.

import { after, before, describe } from 'node:test';
import { PROJECTS } from './support/projects.mjs';
import { World } from './support/world.mjs';
import { staffRoom } from './journeys/console.mjs';
import { doors } from './journeys/doors.mjs';
import { errors } from './journeys/errors.mjs';
import { fresh } from './journeys/fresh.mjs';
import { invoice } from './journeys/invoice.mjs';
import { links } from './journeys/links.mjs';
import { pay } from './journeys/pay.mjs';
import { plan } from './journeys/plan.mjs';
import { preferences } from './journeys/preferences.mjs';
import { proof } from './journeys/proof.mjs';
import { secondTry } from './journeys/second_try.mjs';
import { trouble } from './journeys/trouble.mjs';
import { troubleTold } from './journeys/trouble_told.mjs';
import { ways } from './journeys/ways.mjs';

const wanted = process.env.PROJECT;
for (const project of PROJECTS.filter(({ name }) => !wanted || name === wanted)) {
  describe(project.title, () => {
    const world = new World(project);
    before(() => world.begin());
    after(() => world.end());
    invoice(world);
    errors(world);
    fresh(world);
    secondTry(world);
    preferences(world);
    pay(world);
    links(world);
    doors(world);
    trouble(world);
    plan(world);
    ways(world);
    proof(world);
    troubleTold(world);
    staffRoom(world);
  });
}
