/** A process that tests run in ends with jest, whatever a test left open: else it would hold on to jest's output. */
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
