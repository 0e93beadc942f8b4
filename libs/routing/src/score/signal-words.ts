/**
 * Words that are counted, by the signal they count for. A word's plural in -s counts too. They are words of the language
 * and of a few trades, chosen by sense; a word belongs to one signal.
 */
export const SIGNAL_WORDS = {
  /** What somebody wants made, found or put right, and that takes thought. */
  tasks: `implement implements implemented implementing implementation debug debugging refactor rewrite migrate
    optimize optimise architect architecture design prove proof derive diagnose troubleshoot analyze analyse analysis
    simulate fix integrate benchmark`,
  codeWords: `code codebase coding algorithm recurse programming subroutine array linked string loop compiler compile runtime api sql
    database endpoint mutex deadlock async await pointer recursion recursive hash heap queue binary bug segfault regex
    script framework repository unittest pytest docker kubernetes container goroutine concurrency concurrent
    latency backend frontend stacktrace traceback python javascript typescript java kotlin golang rust bash html
    css json yaml node linux nginx redis postgres`,
  steps: `then after afterwards before later earlier when whenever while until till during since ago first second third fourth
    next finally last already still now again step remaining remainder rest left once begin began start started end`,
  conditions: `if suppose assume assuming whether given would could should might unless provided constraint require requires`,
  reasons: `because due cause caused causing result resulting therefore thus hence so lead reason why effect consequence
    depend but however although though instead except only rather despite otherwise yet whereas nevertheless`,
  negation: `no not none neither nor cannot can't never without nothing false don't didn't isn't won't doesn't wasn't nobody
    incorrect`,
  comparison: `more less than most least fewer greater larger smaller bigger older younger longer shorter higher lower faster
    slower twice thrice half quarter double triple times same equal equally difference compared ratio percent proportion as`,
  story: `he she his her hers him they them their i my me we us our himself herself was were had friend man woman son
    daughter father mother brother sister wife husband neighbor neighbour`,
  logic: `true argument premise conclusion valid invalid fallacy follow implies contradiction proposition infer consistent
    paradox statement`,
  mathematics: `polynomial matrix vector integral derivative theorem prime integer equation homomorphism subgroup probability
    variance sum product graph triangle angle permutation subset finite infinite divisor modulo logarithm irrational
    eigenvalue calculus solve`,
  science: `velocity force mass energy light speed acceleration charge electric magnetic momentum voltage current temperature
    pressure wave gravity molecule reaction acid enzyme gene protein neuron`,
} as const;

export type WordSignal = keyof typeof SIGNAL_WORDS;

/** "Statement 2", "Case 1": what has to be looked at one by one. */
export const CASE_LABELS = new Set(
  'statement scenario case part step option problem rule example claim requirement task question'.split(' '),
);

/** Each word's signal, in lower case. */
export const SIGNAL_OF_WORD: ReadonlyMap<string, WordSignal> = new Map(
  Object.entries(SIGNAL_WORDS).flatMap(([signal, words]) =>
    words.split(/\s+/).map((word) => [word, signal as WordSignal] as const),
  ),
);
