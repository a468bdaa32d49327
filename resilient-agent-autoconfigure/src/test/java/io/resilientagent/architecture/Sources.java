package io.resilientagent.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

/** Sizes of types and methods, from a parse of the sources. Lines run from the declaration to its closing brace. */
final class Sources extends TreePathScanner<Void, Void> {

    private final List<Part> types = new ArrayList<>();

    private final List<Part> methods = new ArrayList<>();

    private final SourcePositions positions;

    private Sources(SourcePositions positions) {
        this.positions = positions;
    }

    /** Parses all sources below a directory. */
    static Sources parse(Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(directory);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = files.filter(
                            (file) -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            Sources result = new Sources(Trees.instance(task).getSourcePositions());
            task.parse().forEach((unit) -> result.scan(unit, null));
            return result;
        }
    }

    /** All types, nested ones too; anonymous ones belong to their method. */
    List<Part> types() {
        return this.types;
    }

    /** All methods, without constructors. */
    List<Part> methods() {
        return this.methods;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        if (!type.getSimpleName().isEmpty()) {
            this.types.add(part(
                    type.getSimpleName().toString(),
                    type,
                    type.getModifiers().getFlags().contains(Modifier.PUBLIC)));
        }
        return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        if (method.getReturnType() != null) {
            this.methods.add(part(method.getName().toString(), method, false));
        }
        return super.visitMethod(method, nothing);
    }

    private Part part(String name, Tree tree, boolean isPublic) {
        CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
        long first = line(unit, this.positions.getStartPosition(unit, tree));
        long last = line(unit, this.positions.getEndPosition(unit, tree));
        boolean topLevel = getCurrentPath().getParentPath().getLeaf() == unit;
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        return new Part(file + " " + name, (int) (last - first + 1), isPublic, topLevel);
    }

    private static long line(CompilationUnitTree unit, long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    /**
     * A type or a method.
     *
     * @param name its file and name
     * @param lines its lines
     * @param isPublic whether it is declared public
     * @param topLevel whether it is no part of another type
     */
    record Part(String name, int lines, boolean isPublic, boolean topLevel) {

        @Override
        public String toString() {
            return this.name + " (" + this.lines + ")";
        }
    }
}
