package routes.api.subscription;

import java.util.Set;

/** What subscriptions may ask of their messages; it may change while the application runs. */
public interface StyleOptions {
    Set<String> languages();

    /** Names of the operator's templates, of whatever channel. */
    Set<String> templates();

    /** Whether some channel has a template of this name, be it a file or on the platform. */
    boolean hasTemplate(String name);
}
