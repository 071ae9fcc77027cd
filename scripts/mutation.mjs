/**
 * npm run test:mutation -- [FILE]…: changes each rule of src/judge, src/tools and src/session in every way that StrykerJS
 * knows, and tells which changes no unit test notices; not a part of npm test. FILEs narrow it down.
 */
import { mkdirSync } from 'node:fs';
import { attempt, env, install } from './setup.mjs';

install();
mkdirSync('.cache', { recursive: true });
const files = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const options = process.argv.slice(2).filter((word) => word.startsWith('-'));
const narrowed = files.length === 0 ? [] : ['--mutate', files.join(',')];
process.exitCode = attempt('stryker', ['run', ...narrowed, ...options], { env });
