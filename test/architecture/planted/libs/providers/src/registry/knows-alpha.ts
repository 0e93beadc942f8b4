// breaks: providers-listed-once
import '../adapters/alpha/alpha.provider';
