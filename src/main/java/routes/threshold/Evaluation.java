package routes.threshold;

/** How a platform evaluates the rules that bounds become; the back-test does the same. */
public enum Evaluation {
    /** Each bound of each block is a rule, which counts points anew from the first hour of its block. */
    COUNTS_ANEW,
    /** Each bound of each block is a rule, which looks at the values of its window, those before its hours too. */
    LOOKS_BACK,
    /** All bounds of a series are one rule. It looks back, and ends when the values were within the bounds for one window. */
    LOOKS_BACK_AS_ONE;

    /** @param oneRule all bounds of a series are one rule; counts only for one that looks back */
    public static Evaluation of(boolean looksBack, boolean oneRule) {
        if (!looksBack) {
            return COUNTS_ANEW;
        }
        return oneRule ? LOOKS_BACK_AS_ONE : LOOKS_BACK;
    }

    boolean looksBack() {
        return this != COUNTS_ANEW;
    }
}
