// breaks: providers-listed-once
import './beta.provider';
