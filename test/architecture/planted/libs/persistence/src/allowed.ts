import 'typeorm';
import 'sqlite3';
