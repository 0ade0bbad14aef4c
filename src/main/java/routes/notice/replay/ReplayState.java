package routes.notice.replay;

/** Whether a replay still has notices before it. */
public enum ReplayState {
    RUNNING,
    DONE
}
