// breaks: drivers-only-in-persistence
import 'sqlite3';
