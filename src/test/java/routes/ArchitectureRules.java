package routes;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;
import routes.alarm.chatops.InterestHit;

/** The words in which {@link ArchitectureTest} speaks. */
final class ArchitectureRules {
    /** Without the embedded servers, which are compiled beside the application and left out of its jar. */
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/routes/dev/") && !location.contains("/routes/fakes/"))
            .importPackages("routes");

    /** Folders of those rooms that all adapters may use. */
    private static final Set<String> SHARED = Set.of("rejected", "mapping", "bot", "chat", "socket", "connect", "call");

    /** What gives a secret, or a signature to compare with. */
    private static final Set<String> SECRETS =
            Set.of("Secret.reveal", "Secret.bytes", "Mac.doFinal", "MessageDigest.digest");

    private static final Set<String> EARLY = Set.of(
            "String.equals",
            "String.equalsIgnoreCase",
            "String.contentEquals",
            "String.compareTo",
            "Object.equals",
            "Objects.equals",
            "Arrays.equals",
            "Arrays.compare");

    private ArchitectureRules() {}

    static Stream<JavaPackage> packages() {
        return OURS.stream().map(JavaClass::getPackage).distinct();
    }

    static Stream<JavaClass> classesOf(String packageName) {
        return OURS.stream()
                .filter(found -> found.getPackageName().equals(packageName))
                .filter(JavaClass::isTopLevelClass);
    }

    static DescribedPredicate<JavaClass> outside(String... packages) {
        return DescribedPredicate.not(resideInAnyPackage(packages));
    }

    /** The folders of adapters in a room: those that are no part of the room's own rules. */
    static String[] adapters(String room) {
        return Rooms.ALL.stream()
                .filter(found -> found.name().equals(room))
                .flatMap(found -> found.folders().stream())
                .filter(folder -> !SHARED.contains(folder))
                .map(folder -> "routes." + room + "." + folder + "..")
                .toArray(String[]::new);
    }

    static String[] withAdapters(String... packages) {
        return Stream.concat(
                        Stream.of(packages),
                        Stream.of("alarm", "channel", "datasource").flatMap(room -> Stream.of(adapters(room))))
                .toArray(String[]::new);
    }

    static ArchCondition<JavaClass> useNoHigherRoom() {
        return new ArchCondition<>("use no room that comes after its own") {
            @Override
            public void check(JavaClass found, ConditionEvents events) {
                int floor = Rooms.floor(found.getPackageName());
                found.getDirectDependenciesFromSelf().stream()
                        .filter(used -> used.getTargetClass().getPackageName().startsWith("routes"))
                        .filter(used -> Rooms.floor(used.getTargetClass().getPackageName()) > floor)
                        .forEach(used -> events.add(SimpleConditionEvent.violated(used, used.getDescription())));
            }
        };
    }

    static DescribedPredicate<JavaClass> interestRules() {
        return DescribedPredicate.describe(
                "the interest rules", found -> found.getName().startsWith(InterestHit.class.getName()));
    }

    static ArchCondition<JavaClass> knowNoSibling(String room) {
        String parent = "routes." + room;
        return new ArchCondition<>("know no sibling in " + parent) {
            @Override
            public void check(JavaClass adapter, ConditionEvents events) {
                adapter.getDirectDependenciesFromSelf().stream()
                        .filter(found -> found.getTargetClass().getPackageName().startsWith(parent + "."))
                        .filter(found -> !SHARED.contains(folder(found.getTargetClass(), parent)))
                        .filter(found -> !folder(found.getTargetClass(), parent).equals(folder(adapter, parent)))
                        .forEach(found -> events.add(SimpleConditionEvent.violated(found, found.getDescription())));
            }
        };
    }

    /** Comparisons that end at the first difference say how much of a guess was right. */
    static ArchCondition<JavaClass> compareSecretsInEqualTime() {
        return new ArchCondition<>("compare secrets and signatures by MessageDigest.isEqual alone") {
            @Override
            public void check(JavaClass found, ConditionEvents events) {
                found.getCodeUnits().stream()
                        .filter(unit -> unit.getMethodCallsFromSelf().stream().anyMatch(ArchitectureRules::holdsSecret))
                        .flatMap(unit -> unit.getMethodCallsFromSelf().stream())
                        .filter(call -> EARLY.contains(called(call)))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
            }
        };
    }

    private static boolean holdsSecret(JavaMethodCall call) {
        return SECRETS.contains(called(call));
    }

    private static String called(JavaMethodCall call) {
        return call.getTargetOwner().getSimpleName() + "." + call.getName();
    }

    private static String folder(JavaClass found, String parent) {
        return found.getPackageName().substring(parent.length() + 1).replaceAll("\\..*", "");
    }

    static void check(ArchRule rule) {
        rule.check(OURS);
    }
}
