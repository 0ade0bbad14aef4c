package routes.extension;

import java.util.Optional;

/** The version of the packaged application. */
public final class OwnVersion {
    private OwnVersion() {}

    /** As the manifest of the jar says; {@code unpackaged} without one. */
    public static String text() {
        return Optional.ofNullable(OwnVersion.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}
