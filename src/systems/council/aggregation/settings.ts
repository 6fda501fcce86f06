/** Every constant of the council's arithmetic; kept in the state so that a replay needs nothing else. */
export type Settings = {
  readonly clipLow: number
  readonly clipHigh: number
  /** Prior weight of one of n voices: `priorWeight / (1 + priorCrowding * (n - 1))`. */
  readonly priorWeight: number
  readonly priorCrowding: number
  readonly weightVariance: number
  readonly sharedVariance: number
  readonly tallyVariance: number
  readonly domainVariance: number
  readonly weightFloor: number
  readonly scaleVariance: number
  readonly scaleFloor: number
  readonly votePrior: number
  readonly reliabilityPrior: number
  readonly mixtureShare: number
  readonly forgetting: number
  readonly driftWarmUp: number
  readonly driftSlack: number
  readonly driftThreshold: number
  readonly correlationAcross: number
  readonly correlationSameProvider: number
  readonly correlationPriorCount: number
  readonly flipCredit: number
  readonly flipVariance: number
  readonly barReversible: number
  readonly barCostly: number
  readonly barIrreversible: number
  readonly cruxMargin: number
  readonly quorumBallots: number
  readonly quorumOutcomes: number
  readonly quorumCorrelation: number
  readonly quorumDeviations: number
  readonly quantileOutcomes: number
  readonly quantileRate: number
  readonly quantileBiasRate: number
  readonly pauseOutcomes: number
}

export const defaultSettings: Settings = {
  clipLow: 0.01,
  clipHigh: 0.98,
  priorWeight: 0.46,
  priorCrowding: 0.3,
  weightVariance: 0.012,
  sharedVariance: 0.01,
  tallyVariance: 0.1,
  domainVariance: 0.004,
  weightFloor: -0.05,
  scaleVariance: 0.25,
  scaleFloor: 0.05,
  votePrior: 0.5,
  reliabilityPrior: 4,
  mixtureShare: 0.01,
  forgetting: 0.992,
  driftWarmUp: 100,
  driftSlack: 0.1,
  driftThreshold: 15,
  correlationAcross: 0.27,
  correlationSameProvider: 0.45,
  correlationPriorCount: 30,
  flipCredit: 0.5,
  flipVariance: 0.25,
  barReversible: 0.6,
  barCostly: 0.75,
  barIrreversible: 0.9,
  cruxMargin: 0.15,
  quorumBallots: 5,
  quorumOutcomes: 30,
  quorumCorrelation: 0.15,
  quorumDeviations: 2,
  quantileOutcomes: 30,
  quantileRate: 0.1,
  quantileBiasRate: 0.05,
  pauseOutcomes: 50,
}
