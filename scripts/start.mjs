#!/usr/bin/env node
/** `npm start`: the town, from production builds. */
import { startTown } from './setup/starter.mjs';

startTown('production');
