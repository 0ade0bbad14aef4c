package routes.threshold.task;

import java.util.Optional;

/** How far a version is, in the words of VeAIOps. */
public enum VersionStatus {
    /** Waits in the queue. */
    LAUNCHING("Launching"),
    RUNNING("Running"),
    STOPPED("Stopped"),
    SUCCESS("Success"),
    FAILED("Failed");

    private final String wireName;

    VersionStatus(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public boolean isFinal() {
        return this != LAUNCHING && this != RUNNING;
    }

    public static Optional<VersionStatus> named(String text) {
        for (VersionStatus status : values()) {
            if (status.wireName.equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
