#!/usr/bin/env node
/** `npm run dev`: the same town, watching: servers start again and front ends reload when their sources change. */
import { startTown } from './setup/starter.mjs';

startTown('development');
