import './alpha/alpha.provider';
import './beta/beta.provider';
