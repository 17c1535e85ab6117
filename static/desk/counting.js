/* 字数 as articles/counting.py counts it: each Han character and full-width mark is one, each Latin word or number is
   one. A test gives both the same texts. */
(() => {
  "use strict";

  const WIDE =
    "\\u00b7\\u2014\\u2018\\u2019\\u201c\\u201d\\u2026\\u2460-\\u24ff\\u2e80-\\u2fff\\u3001-\\u9fff\\uf900-\\ufaff\\ufe10-\\ufe6f" +
    "\\uff00-\\uffef\\u{20000}-\\u{3ffff}";
  // Python's white space, which JavaScript's \s does not quite share.
  const BLANK = "\\t-\\r\\u001c- \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const UNIT = new RegExp(`[${BLANK}]|[${WIDE}]|(?:[^${BLANK}\\u200b${WIDE}]|(?<=[A-Za-z])\\u2019(?=[A-Za-z]))+`, "gu");
  const ONLY_BLANK = new RegExp(`^[${BLANK}]$`, "u");
  const SPOKEN = /[\p{L}\p{N}]/u;

  window.deskCount = (text) => {
    const units = (text.match(UNIT) || []).filter((unit) => !ONLY_BLANK.test(unit));
    return { whole: units.length, words: units.filter((unit) => SPOKEN.test(unit)).length };
  };
})();
