/**
 * Everything the page says, in each language. A topic is one file under `en/` whose shape is the
 * type its twin under `zh/` must have, so that a sentence missing in one language is a type error.
 */
import { actionWords } from "./en/action";
import { attributionWords } from "./en/attribution";
import { enforcementWords } from "./en/enforcement";
import { explanationWords } from "./en/explanation";
import { filterWords } from "./en/filter";
import { findingWords } from "./en/finding";
import { interfaceWords } from "./en/interface";
import { legacyWords } from "./en/legacy";
import { levelWords } from "./en/level";
import { matrixWords } from "./en/matrix";
import { modeWords } from "./en/mode";
import { overviewWords } from "./en/overview";
import { pageWords } from "./en/page";
import { paletteWords } from "./en/palette";
import { pictureWords } from "./en/picture";
import { problemWords } from "./en/problem";
import { reasonWords } from "./en/reason";
import { rowReasonWords } from "./en/row-reason";
import { serviceWords } from "./en/service";
import { sourceWords } from "./en/source";
import { sourceCauseWords, sourceNameWords } from "./en/source-cause";
import { sourceWarningWords } from "./en/source-warning";
import { tableWords } from "./en/table";
import { timeWords } from "./en/time";
import { trafficWords } from "./en/traffic";
import { criteriaWords, verdictWords } from "./en/verdict";
import type { Language } from "./language";
import { actionWords as actionWordsZh } from "./zh/action";
import { attributionWords as attributionWordsZh } from "./zh/attribution";
import { enforcementWords as enforcementWordsZh } from "./zh/enforcement";
import { explanationWords as explanationWordsZh } from "./zh/explanation";
import { filterWords as filterWordsZh } from "./zh/filter";
import { findingWords as findingWordsZh } from "./zh/finding";
import { interfaceWords as interfaceWordsZh } from "./zh/interface";
import { legacyWords as legacyWordsZh } from "./zh/legacy";
import { levelWords as levelWordsZh } from "./zh/level";
import { matrixWords as matrixWordsZh } from "./zh/matrix";
import { modeWords as modeWordsZh } from "./zh/mode";
import { overviewWords as overviewWordsZh } from "./zh/overview";
import { pageWords as pageWordsZh } from "./zh/page";
import { paletteWords as paletteWordsZh } from "./zh/palette";
import { pictureWords as pictureWordsZh } from "./zh/picture";
import { problemWords as problemWordsZh } from "./zh/problem";
import { reasonWords as reasonWordsZh } from "./zh/reason";
import { rowReasonWords as rowReasonWordsZh } from "./zh/row-reason";
import { serviceWords as serviceWordsZh } from "./zh/service";
import { sourceWords as sourceWordsZh } from "./zh/source";
import {
  sourceCauseWords as sourceCauseWordsZh,
  sourceNameWords as sourceNameWordsZh,
} from "./zh/source-cause";
import { sourceWarningWords as sourceWarningWordsZh } from "./zh/source-warning";
import { tableWords as tableWordsZh } from "./zh/table";
import { timeWords as timeWordsZh } from "./zh/time";
import { trafficWords as trafficWordsZh } from "./zh/traffic";
import {
  criteriaWords as criteriaWordsZh,
  verdictWords as verdictWordsZh,
} from "./zh/verdict";

/**
 * The dictionary of one language. Some entries are functions of figures or names, so call this
 * inside client components with the language, rather than passing its result as a prop.
 */
export function words(language: Language): Words {
  return DICTIONARIES[language];
}

const en = {
  action: actionWords,
  attribution: attributionWords,
  criteria: criteriaWords,
  enforcement: enforcementWords,
  explanation: explanationWords,
  filter: filterWords,
  finding: findingWords,
  interface: interfaceWords,
  legacy: legacyWords,
  level: levelWords,
  matrix: matrixWords,
  mode: modeWords,
  overview: overviewWords,
  page: pageWords,
  palette: paletteWords,
  picture: pictureWords,
  problem: problemWords,
  reason: reasonWords,
  rowReason: rowReasonWords,
  service: serviceWords,
  source: sourceWords,
  sourceCause: sourceCauseWords,
  sourceName: sourceNameWords,
  sourceWarning: sourceWarningWords,
  table: tableWords,
  time: timeWords,
  traffic: trafficWords,
  verdict: verdictWords,
};

export type Words = typeof en;

const zh: Words = {
  action: actionWordsZh,
  attribution: attributionWordsZh,
  criteria: criteriaWordsZh,
  enforcement: enforcementWordsZh,
  explanation: explanationWordsZh,
  filter: filterWordsZh,
  finding: findingWordsZh,
  interface: interfaceWordsZh,
  legacy: legacyWordsZh,
  level: levelWordsZh,
  matrix: matrixWordsZh,
  mode: modeWordsZh,
  overview: overviewWordsZh,
  page: pageWordsZh,
  palette: paletteWordsZh,
  picture: pictureWordsZh,
  problem: problemWordsZh,
  reason: reasonWordsZh,
  rowReason: rowReasonWordsZh,
  service: serviceWordsZh,
  source: sourceWordsZh,
  sourceCause: sourceCauseWordsZh,
  sourceName: sourceNameWordsZh,
  sourceWarning: sourceWarningWordsZh,
  table: tableWordsZh,
  time: timeWordsZh,
  traffic: trafficWordsZh,
  verdict: verdictWordsZh,
};

const DICTIONARIES: Readonly<Record<Language, Words>> = { en, zh };
