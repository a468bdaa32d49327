package io.resilientagent.architecture;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** What ArchUnit does not have ready-made. */
final class Conditions {

    /** What reads a clock or sleeps. Any {@code now()} and {@code Clock.system...()} come on top. */
    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.util.Date.<init>",
            "java.lang.Thread.sleep",
            "java.lang.Object.wait",
            "java.util.concurrent.TimeUnit.sleep",
            "java.util.concurrent.TimeUnit.timedWait",
            "java.util.concurrent.TimeUnit.timedJoin",
            "java.util.concurrent.locks.LockSupport.parkNanos",
            "java.util.concurrent.locks.LockSupport.parkUntil");

    private static final Set<String> TIME_SOURCES = Set.of("java.time.Clock", "java.time.InstantSource");

    private Conditions() {}

    /** Uses no class of a room above its own, or beside it. */
    static ArchCondition<JavaClass> useOnlyRoomsBelow() {
        return dependencies(
                "use only rooms on lower floors",
                (room, target) -> !Floors.isOurs(target) || Floors.mayUse(room, Floors.roomOf(target)));
    }

    /** Uses a library only where that library is at home. */
    static ArchCondition<JavaClass> useLibrariesOnlyInTheirRooms() {
        return dependencies(
                "use a library only in its own rooms",
                (room, target) -> Floors.isOurs(target) || Libraries.mayUse(room, target.getPackageName()));
    }

    /** Uses nothing but our own classes and those of packages. */
    static ArchCondition<JavaClass> useOnly(String... packages) {
        DescribedPredicate<JavaClass> allowed = JavaClass.Predicates.resideInAnyPackage(packages);
        return dependencies(
                "use only classes of ours and of " + List.of(packages),
                (room, target) -> Floors.isOurs(target) || target.isPrimitive() || allowed.test(target));
    }

    /** Neither names the reflection API nor calls a method that answers a part of it. */
    static ArchCondition<JavaClass> notReflect() {
        return new ArchCondition<>("not reflect") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter((dependency) -> isReflection(dependency.getTargetClass()))
                        .forEach((dependency) ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                type.getAccessesFromSelf().stream()
                        .filter((access) -> access instanceof JavaCodeUnitAccess<?> call
                                && isReflection(call.getTarget().getRawReturnType()))
                        .forEach(
                                (access) -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
            }
        };
    }

    /** Reads a clock or sleeps, also by method reference. */
    static DescribedPredicate<JavaAccess<?>> readsClockOrSleeps() {
        return DescribedPredicate.describe("reads a clock or sleeps", (access) -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return CLOCKS.contains(owner + "." + name)
                    || (owner.startsWith("java.time.") && name.equals("now"))
                    || (TIME_SOURCES.contains(owner) && (name.startsWith("system") || name.startsWith("tick")));
        });
    }

    /** Lies in a room that the table of floors has. */
    static ArchCondition<JavaClass> lieInAKnownRoom() {
        return new ArchCondition<>("lie in a room of the table") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean known = Floors.isKnown(Floors.roomOf(type));
                events.add(new SimpleConditionEvent(type, known, type.getName() + " lies in no room of the table"));
            }
        };
    }

    /** Its package has a {@code package-info} with {@code @NullMarked}. */
    static ArchCondition<JavaClass> lieInANullMarkedPackage() {
        return new ArchCondition<>("lie in a package with a @NullMarked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage room = type.getPackage();
                boolean marked = room.tryGetPackageInfo()
                        .filter((info) -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent();
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + " lies in " + room.getName() + ", which is not @NullMarked"));
            }
        };
    }

    /** A static map or collection is one that nobody can change: a table, not a registry. */
    static ArchCondition<JavaField> holdOnlyWhatCannotChange() {
        return new ArchCondition<>("hold only what cannot change") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                String held = valueOf(field).getClass().getName();
                boolean fixed = held.startsWith("java.util.ImmutableCollections$")
                        || held.startsWith("java.util.Collections$Unmodifiable");
                events.add(new SimpleConditionEvent(field, fixed, field.getFullName() + " holds a changeable " + held));
            }
        };
    }

    /** A {@code Type} alone is only a name. */
    private static boolean isReflection(JavaClass type) {
        return !type.isEquivalentTo(Type.class)
                && type.getBaseComponentType().getPackageName().startsWith("java.lang.reflect");
    }

    private static Object valueOf(JavaField field) {
        try {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            return reflected.get(null);
        } catch (IllegalAccessException ex) {
            throw new IllegalStateException(field.getFullName(), ex);
        }
    }

    private static ArchCondition<JavaClass> dependencies(String description, BiPredicate<String, JavaClass> allowed) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String room = Floors.roomOf(type);
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    events.add(new SimpleConditionEvent(
                            dependency, allowed.test(room, target), dependency.getDescription()));
                }
            }
        };
    }
}
