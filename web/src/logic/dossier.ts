// The diagram of a dossier as screens draw it.

/** States in their order; left stands behind the library. */
export const states = [
  'lead',
  'survey',
  'cultivation',
  'reached',
  'complete',
  'county_review',
  'city_review',
  'province_review',
  'national_review',
  'in_library',
  'left',
]

/** Why a unit leaves the library. */
export const exits = ['below', 'ended', 'activity', 'moved', 'wrong_unit', 'stopped', 'restructured', 'other']
