import { routerBench } from './router-bench';

/** `npm run router:bench -- --data <file or folder>`; the options are those of {@link routerBench}. */
try {
  console.log(routerBench(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
