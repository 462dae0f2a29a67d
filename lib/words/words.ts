/**
 * Everything the page says, in each language. A topic is one file under `en/` whose shape is the
 * type its twin under `zh/` must have, so that a sentence missing in one language is a type error.
 */
import { actionWords } from "./en/action";
import { attributionWords } from "./en/attribution";
import { enforcementWords } from "./en/enforcement";
import { explanationWords } from "./en/explanation";
import { findingWords } from "./en/finding";
import { interfaceWords } from "./en/interface";
import { legacyWords } from "./en/legacy";
import { matrixWords } from "./en/matrix";
import { modeWords } from "./en/mode";
import { pageWords } from "./en/page";
import { problemWords } from "./en/problem";
import { reasonWords } from "./en/reason";
import { serviceWords } from "./en/service";
import { sourceWords } from "./en/source";
import { trafficWords } from "./en/traffic";
import { criteriaWords, verdictWords } from "./en/verdict";
import type { Language } from "./language";
import { actionWords as actionWordsZh } from "./zh/action";
import { attributionWords as attributionWordsZh } from "./zh/attribution";
import { enforcementWords as enforcementWordsZh } from "./zh/enforcement";
import { explanationWords as explanationWordsZh } from "./zh/explanation";
import { findingWords as findingWordsZh } from "./zh/finding";
import { interfaceWords as interfaceWordsZh } from "./zh/interface";
import { legacyWords as legacyWordsZh } from "./zh/legacy";
import { matrixWords as matrixWordsZh } from "./zh/matrix";
import { modeWords as modeWordsZh } from "./zh/mode";
import { pageWords as pageWordsZh } from "./zh/page";
import { problemWords as problemWordsZh } from "./zh/problem";
import { reasonWords as reasonWordsZh } from "./zh/reason";
import { serviceWords as serviceWordsZh } from "./zh/service";
import { sourceWords as sourceWordsZh } from "./zh/source";
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
  finding: findingWords,
  interface: interfaceWords,
  legacy: legacyWords,
  matrix: matrixWords,
  mode: modeWords,
  page: pageWords,
  problem: problemWords,
  reason: reasonWords,
  service: serviceWords,
  source: sourceWords,
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
  finding: findingWordsZh,
  interface: interfaceWordsZh,
  legacy: legacyWordsZh,
  matrix: matrixWordsZh,
  mode: modeWordsZh,
  page: pageWordsZh,
  problem: problemWordsZh,
  reason: reasonWordsZh,
  service: serviceWordsZh,
  source: sourceWordsZh,
  traffic: trafficWordsZh,
  verdict: verdictWordsZh,
};

const DICTIONARIES: Readonly<Record<Language, Words>> = { en, zh };
