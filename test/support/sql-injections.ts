/** Ways out of the place where a value stands. */
const ESCAPES = ["'", '"', '`', "')", '")', "'))", '1', "\\'", "' ", '];', '%27', "'||'", '\u02bc', "''"];

/** What somebody might want to be run. */
const WISHES = [
  ' OR 1=1',
  " OR '1'='1",
  ' OR 1=1 LIMIT 1 OFFSET 0',
  ' UNION SELECT username, password_hash FROM users',
  ' UNION ALL SELECT sql, 1, 1, 1 FROM sqlite_master',
  '; DROP TABLE users',
  "; UPDATE users SET role='admin'",
  '; DELETE FROM sessions',
  "; INSERT INTO clients(id, name) VALUES('x', 'x')",
  "; ATTACH DATABASE '/tmp/x.db' AS x",
  '; PRAGMA writable_schema=1',
  ' AND 1=(SELECT COUNT(*) FROM users)',
  ' AND (SELECT CASE WHEN (1=1) THEN randomblob(100000000) ELSE 1 END)',
  ' ORDER BY 99',
  ' HAVING 1=1',
];

/** What makes the rest of a statement go away. */
const ENDINGS = ['', ' --', ' /*', '; --', ' #'];

const all = ESCAPES.flatMap((escape) => WISHES.flatMap((wish) => ENDINGS.map((ending) => escape + wish + ending)));

/** Two hundred texts, each part of them in turn. */
export const SQL_INJECTIONS: readonly string[] = Array.from(
  { length: 200 },
  // 377 and the number of all have no common factor, so no text comes twice.
  (_, index) => all[(index * 377) % all.length] ?? '',
);
