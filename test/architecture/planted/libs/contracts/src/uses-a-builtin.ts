// breaks: contracts-imports-nothing
import 'node:fs';
