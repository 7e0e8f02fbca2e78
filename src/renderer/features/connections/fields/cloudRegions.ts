/** Places of Google Cloud and Oracle Cloud that many people will type: suggestions only, any other works as well. */

export const vertexLocations = [
  { value: 'global', label: 'Wherever there is room' },
  { value: 'us-central1', label: 'Iowa' },
  { value: 'us-east1', label: 'South Carolina' },
  { value: 'us-east5', label: 'Columbus' },
  { value: 'us-west1', label: 'Oregon' },
  { value: 'europe-west1', label: 'Belgium' },
  { value: 'europe-west3', label: 'Frankfurt' },
  { value: 'europe-west4', label: 'Netherlands' },
  { value: 'asia-northeast1', label: 'Tokyo' },
  { value: 'asia-southeast1', label: 'Singapore' },
] as const;

export const ociRegions = [
  { value: 'us-chicago-1', label: 'Chicago' },
  { value: 'us-ashburn-1', label: 'Ashburn' },
  { value: 'us-phoenix-1', label: 'Phoenix' },
  { value: 'eu-frankfurt-1', label: 'Frankfurt' },
  { value: 'uk-london-1', label: 'London' },
  { value: 'ap-osaka-1', label: 'Osaka' },
  { value: 'ap-hyderabad-1', label: 'Hyderabad' },
  { value: 'sa-saopaulo-1', label: 'São Paulo' },
  { value: 'me-dubai-1', label: 'Dubai' },
  { value: 'me-riyadh-1', label: 'Riyadh' },
] as const;
