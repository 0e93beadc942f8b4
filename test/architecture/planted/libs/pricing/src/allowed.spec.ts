import '../../catalog/src/testing/facts';
import '../../../test/support/start-app';
import 'sqlite3';
import 'undici';
import 'openai';
import '@app/catalog';
