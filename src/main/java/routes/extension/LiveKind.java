package routes.extension;

import java.nio.file.Path;
import java.util.List;

/** One kind of files that may change while the hub runs. */
public interface LiveKind {
    /** When that which is in the folders at the start is taken. */
    enum Beginning {
        /** By other code, which wires the result. */
        ELSEWHERE,
        /** Before the first route runs. */
        BEFORE_ROUTES,
        /** When every route of the application runs. */
        AFTER_ROUTES
    }

    Beginning beginning();

    /** What is taken as a whole: files, or folders with all that is in them. */
    List<Path> units(ExtensionRoot root);

    /**
     * Holds the names and paths of a unit that is there at the start, if they are free, before anything is taken: whoever was
     * saved first has them, as while the hub runs.
     */
    default void claim(ExtensionRoot root, Path unit) {
        // most kinds have none
    }

    /**
     * Takes a unit that is new or was saved. {@link #rows} reports what is wrong with it, and changes nothing.
     *
     * @return whether it was taken
     */
    boolean take(ExtensionRoot root, Path unit);

    /**
     * A unit was deleted: what it brought ends, and what it had taken the place of is there again. What it works on is
     * finished first.
     */
    void gone(ExtensionRoot root, Path unit);

    /** All of this kind that is loaded, or was refused. */
    List<Extension> rows();
}
