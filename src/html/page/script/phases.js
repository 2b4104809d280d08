// The phases of a trial, in their order.

export const phases = ["start", "send", "work", "talk", "check", "collect", "stop", "other"];

export const phaseMeaning = {
  start: "workers come into being", send: "the job and its input reach the worker", work: "the worker computes",
  talk: "it communicates with its peers, or waits for them", check: "the answer is verified",
  collect: "results travel back", stop: "workers end", other: "what phases leave unexplained of the wall time",
};
