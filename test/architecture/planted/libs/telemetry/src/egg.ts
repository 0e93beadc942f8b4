// breaks: no-cycles
import './hen';
