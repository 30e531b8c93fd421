// Eleventy makes pages of data ("Create Pages From Data" in its documentation) sooner than of one file each.
export default function (config) {
  config.setUseGitIgnore(false);
  return { dir: { input: ".", includes: "_includes" } };
}
