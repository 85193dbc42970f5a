package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.vector.Tile.LayoutOfA;
import io.github.lanewise.kernel.vector.Tile.Stack;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes the class of a {@link Tile} of any shape: the one source of all register tiles.
 *
 * <p>What it writes reads in Java, for two rows of one vector each, as
 *
 * <pre>{@code
 * FloatVector c00 = factor != 0 ? FloatVector.fromArray(Lanes.F, c, ci)   // 1. load, or clear
 *                               : FloatVector.zero(Lanes.F), c10 = …;
 * for (int p = 0; p < k; p++) {                                   // 2. k rank-1 updates
 *   FloatVector b0 = FloatVector.fromArray(Lanes.F, b, bi);
 *   c00 = FloatVector.broadcast(Lanes.F, a[ai]).fma(b0, c00);
 *   c10 = FloatVector.broadcast(Lanes.F, a[ai + lda]).fma(b0, c10);
 *   ai++; bi += ldb;
 * }
 * c00.intoArray(c, ci); c10.intoArray(c, ci + ldc);               // 3. store
 * }</pre>
 *
 * <p>A stacked kernel repeats all of this for one tile after the other, going down by the rows of a
 * tile in A and C, and in B back to the first step or on to the next.
 *
 * <p>One that copies B stores each vector of it behind its load.
 *
 * <p>Only small tiles have masks: a masked load or store is so much code before it becomes one
 * instruction that C1 runs out of virtual registers on a large tile, gives up, and the method never
 * reaches C2.
 */
final class TileEmitter extends KernelEmitter {

  private static final MethodTypeDesc STEPS =
      MethodTypeDesc.of(
          VOID, INT, ARRAY, INT, INT, ARRAY, INT, INT, ARRAY, INT, INT, ConstantDescs.CD_float);

  private static final MethodTypeDesc COPYING =
      STEPS.insertParameterTypes(STEPS.parameterCount(), ARRAY, INT);

  private static final MethodTypeDesc STACK =
      STEPS.insertParameterTypes(STEPS.parameterCount(), INT);

  /** Rows whose broadcasts may be in registers at the same time, see {@link #separatesRows}. */
  private static final int ROWS_AT_ONCE = 4;

  /** Sums of a tile up to which C1 can compile four steps; only tuning has more with exits. */
  private static final int MOST_SUMS = 12;

  // Parameters of Tile.steps, Tile.stack and Tile.copying; slot 0 is this.
  private static final int K = 1;
  private static final int A = 2;
  private static final int A0 = 3;
  private static final int LDA = 4;
  private static final int B = 5;
  private static final int B0 = 6;
  private static final int LDB = 7;
  private static final int C = 8;
  private static final int C0 = 9;
  private static final int LDC = 10;
  private static final int FACTOR = 11;
  private static final int TILES = 12;
  private static final int PANEL = 12;
  private static final int PANEL0 = 13;

  private final Tile.Shape shape;
  private final int p;
  private final int[] sums;
  private final int[] bVectors;
  private final int broadcast;
  private final int mask;

  /** Holds {@link #hiddenOne}. */
  private final int increment;

  private Label summed;

  private TileEmitter(Tile.Shape shape, CodeBuilder code) {
    super(code);
    this.shape = shape;
    p = code.allocateLocal(TypeKind.INT);
    broadcast = code.allocateLocal(TypeKind.REFERENCE);
    mask = code.allocateLocal(TypeKind.REFERENCE);
    increment = code.allocateLocal(TypeKind.INT);
    sums = vectorLocals(shape.rows() * shape.vectors());
    bVectors = vectorLocals(shape.vectors());
  }

  /** Defines the class of a shape and returns its one instance. */
  static Tile emit(Tile.Shape shape) {
    String name =
        "Tile%dx%d%s%s%s%s%s"
            .formatted(
                shape.rows(),
                shape.vectors(),
                shape.layoutA(),
                shape.scaled() ? "Scaled" : shape.startsFromC() ? "FromC" : "",
                shape.masked() ? "Masked" : "",
                shape.copiesB() ? "Copying" : stackName(shape.stack()),
                shape.epilogue() == Epilogue.NONE ? "" : shape.epilogue());
    return define(
            Tile.class,
            name,
            method(shape),
            shape.copiesB() ? COPYING : shape.stack() == Stack.SINGLE ? STEPS : STACK,
            code -> new TileEmitter(shape, code).kernel())
        .of(shape);
  }

  private static String method(Tile.Shape shape) {
    return shape.copiesB() ? "copying" : shape.stack() == Stack.SINGLE ? "steps" : "stack";
  }

  private static String stackName(Stack stack) {
    return switch (stack) {
      case SINGLE -> "";
      case OF_SAME_B -> "Stacked";
      case OF_NEXT_B -> "Chained";
    };
  }

  private void kernel() {
    if (shape.masked()) {
      mask((1L << shape.last()) - 1).astore(mask);
    }
    if (shape.stack() == Stack.SINGLE) {
      tile();
    } else {
      stackOfTiles();
    }
    code.return_();
  }

  private void tile() {
    clearOrLoad();
    rankOneUpdates();
    storeTile();
  }

  private void stackOfTiles() {
    int a0 = code.allocateLocal(TypeKind.INT);
    int b0 = code.allocateLocal(TypeKind.INT);
    code.iload(A0).istore(a0).iload(B0).istore(b0);
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(TILES).ifle(end);
    code.iload(a0).istore(A0);
    if (shape.stack() == Stack.OF_SAME_B) {
      code.iload(b0).istore(B0);
    }
    tile();
    code.iload(a0);
    if (shape.layoutA() == LayoutOfA.ROWS) {
      plusTimes(shape.rows(), shape.lda(), LDA).istore(a0);
    } else {
      plus(shape.rows()).istore(a0);
    }
    code.iload(C0);
    plusTimes(shape.rows(), shape.ldc(), LDC).istore(C0);
    code.iinc(TILES, -1).goto_(top).labelBinding(end);
  }

  private void clearOrLoad() {
    if (shape.startsFromC()) {
      loadC();
    } else if (shape.scaled() || shape.masked()) {
      clear();
    } else {
      Label cleared = code.newLabel();
      Label done = code.newLabel();
      if (shape.epilogue() == Epilogue.NONE) {
        code.fload(FACTOR).fconst_0().fcmpl().ifeq(cleared);
      } else {
        code.fload(FACTOR).f2i().iconst_1().iand().ifeq(cleared);
      }
      loadC();
      code.goto_(done).labelBinding(cleared);
      clear();
      code.labelBinding(done);
    }
  }

  private void clear() {
    for (int sum : sums) {
      zero().astore(sum);
    }
  }

  private void loadC() {
    for (int r = 0; r < shape.rows(); r++) {
      for (int v = 0; v < shape.vectors(); v++) {
        species().aload(C);
        cIndex(r, v);
        loadOfC();
        code.astore(sum(r, v));
      }
    }
  }

  private void rankOneUpdates() {
    summed = code.newLabel();
    code.iconst_0().istore(p);
    int count = stepsAtOnce();
    if (count > 1) {
      hiddenOne(K).istore(increment);
      int most = Integer.MAX_VALUE & -count;
      int bound = code.allocateLocal(TypeKind.INT);
      code.iload(K).loadConstant(most).iand().istore(bound);
      steps(count, bound, most);
    }
    steps(1, K, Integer.MAX_VALUE);
    code.labelBinding(summed);
  }

  /**
   * Iterations of so many steps while p is below the bound.
   *
   * @param most the highest bound that there may be for all that C2 knows; p never comes close to
   *     it, but that C2 does not know
   */
  private void steps(int count, int bound, int most) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    int exits = 0;
    code.labelBinding(top).iload(p).iload(bound).if_icmpge(end);
    for (int s = 0; s < count; s++) {
      loadRowOfB(s);
      for (int r = 0; r < shape.rows(); r++) {
        addRow(s, r);
        boolean last = s == count - 1 && r == shape.rows() - 1;
        if (separatesRows() && (r + 1) % ROWS_AT_ONCE == 0 && r + 1 < shape.rows()) {
          storeSum(r, 0);
        } else if (separatesByBranches() && endsPart(r, count) && !last) {
          exits++;
          code.iload(p).loadConstant(most - exits * count).if_icmpeq(summed);
        }
      }
    }
    advance(A0, count, shape.layoutA() == LayoutOfA.ROWS ? 1 : shape.lda(), LDA);
    advance(B0, count, shape.ldb(), LDB);
    if (shape.copiesB()) {
      advance(PANEL0, count, shape.vectors() * Lanes.COUNT, Tile.ANY);
    }
    code.iinc(p, count).goto_(top).labelBinding(end);
  }

  /**
   * Adds so many strides to a place. If C2 knows how many, it takes the checks of bounds out of the
   * loop, two for each load of an iteration, which are more instructions than some steps. Else it
   * leaves them in it, but merges those of one operand into two an iteration, of the lowest place
   * and of the highest. For these the strides have to be constants.
   */
  private void advance(int place, int count, int stride, int local) {
    code.iload(place);
    if (stepsAtOnce() > 1) {
      plusTimes(count * stride, increment).istore(place);
    } else {
      plusTimes(count, stride, local).istore(place);
    }
  }

  private void loadRowOfB(int step) {
    for (int v = 0; v < shape.vectors(); v++) {
      species().aload(B).iload(B0);
      plusTimes(step, shape.ldb(), LDB);
      plus(shape.packedB() ? v * Lanes.COUNT : startOfVector(v));
      (shape.masked() && !shape.packedB() ? load(mask) : load()).astore(bVectors[v]);
      if (shape.copiesB()) {
        exact(bVectors[v]).aload(PANEL).iload(PANEL0);
        plus((step * shape.vectors() + v) * Lanes.COUNT);
        store();
      }
    }
  }

  private void addRow(int step, int r) {
    boolean rows = shape.layoutA() == LayoutOfA.ROWS;
    species().aload(A).iload(A0);
    plusTimes(rows ? r : step, shape.lda(), LDA);
    plus(rows ? step : r).faload();
    broadcast().astore(broadcast);
    for (int v = 0; v < shape.vectors(); v++) {
      code.aload(broadcast).aload(bVectors[v]).aload(sum(r, v));
      fma().astore(sum(r, v));
    }
  }

  /**
   * Steps an iteration. Where a core is shared with somebody else, it is instructions that run out,
   * and the fewer iterations, the fewer that are not multiply-adds or loads. Of a loop of single
   * steps of a small tile C2 makes one of four, of which it loads all before it uses any.
   */
  private int stepsAtOnce() {
    boolean constant = shape.lda() != Tile.ANY && shape.ldb() != Tile.ANY;
    boolean masksB = shape.masked() && !shape.packedB();
    if (!TileShapes.SMALL || masksB || !constant || sums.length > MOST_SUMS) {
      return 1;
    }
    return shape.packedB() && shape.overflows() && !shape.masked() ? 4 : 2;
  }

  /**
   * Whether the broadcasts of the later rows are kept from being scheduled before the sums of the
   * first. C2 schedules all loads of a step first, and with 24 sums, 3 vectors of B and 8
   * broadcasts two sums live in memory: their chains then take a store and a load each step. A
   * store of a sum, to its place in C, which the last step overwrites, cannot move before that sum,
   * nor a later load of floats before the store.
   */
  private boolean separatesRows() {
    return shape.vectors() == 3 && shape.overflows() && !shape.scaled();
  }

  /**
   * The same with 16 registers, of which 12 sums and two vectors of B leave two for broadcasts, and
   * eight sums and one vector seven; and between the steps of an iteration of any tile. An exit of
   * the loop, never taken, costs one instruction: sums that are stored behind it are computed
   * before it, and C2 has no reason to load before it what is used behind it.
   */
  private boolean separatesByBranches() {
    return stepsAtOnce() > 1 || TileShapes.SMALL && shape.overflows() && !shape.masked();
  }

  /**
   * Whether there is an exit after row r of each of so many steps: after each step but the last of
   * an iteration, and one more, as without it C2 spills sums of some kernels, if only in some JVMs.
   * A step alone needs two, even if it is what is left of groups: else C2 spills sums in both
   * loops.
   */
  private boolean endsPart(int r, int steps) {
    return r == shape.rows() - 1 || shape.overflows() && (r == 1 || r == 3 && steps == 1);
  }

  /** Where the steps end, B is at the row that is added. */
  private void epilogue() {
    Label end = code.newLabel();
    code.fload(FACTOR).loadConstant(Tile.END).fcmpl().iflt(end);
    loadRowOfB(0);
    for (int r = 0; r < shape.rows(); r++) {
      for (int v = 0; v < shape.vectors(); v++) {
        code.aload(sum(r, v)).aload(bVectors[v]);
        add().astore(sum(r, v));
        if (shape.epilogue() == Epilogue.ADD_ROW_RELU) {
          positivePart(code, sum(r, v)).astore(sum(r, v));
        }
      }
    }
    code.labelBinding(end);
  }

  private void storeTile() {
    if (shape.epilogue() != Epilogue.NONE) {
      epilogue();
    }
    if (shape.scaled()) {
      species().fload(FACTOR);
      broadcast().astore(broadcast);
    }
    for (int r = 0; r < shape.rows(); r++) {
      if (shape.scaled()) {
        addScaled(r);
      }
      for (int v = 0; v < shape.vectors(); v++) {
        storeSum(r, v);
      }
    }
  }

  /** C + scale·sum in all vectors of a row, the last of which may overlap the one before. */
  private void addScaled(int r) {
    for (int v = 0; v < shape.vectors(); v++) {
      exact(sum(r, v)).aload(broadcast);
      species().aload(C);
      cIndex(r, v);
      loadOfC();
      fma().astore(sum(r, v));
    }
  }

  /** species, array, index → the vector of C. */
  private void loadOfC() {
    if (shape.masked()) {
      load(mask);
    } else {
      load();
    }
  }

  private void storeSum(int r, int v) {
    exact(sum(r, v)).aload(C);
    cIndex(r, v);
    if (shape.masked()) {
      store(mask);
    } else {
      store();
    }
  }

  /** Pushes where vector v of row r of C starts. */
  private void cIndex(int r, int v) {
    code.iload(C0);
    plusTimes(r, shape.ldc(), LDC);
    plus(startOfVector(v));
  }

  /** Where vector v of a row starts, counted from the first. */
  private int startOfVector(int v) {
    return v > 0 && v == shape.vectors() - 1 ? shape.last() : v * Lanes.COUNT;
  }

  private int sum(int r, int v) {
    return sums[r * shape.vectors() + v];
  }
}
