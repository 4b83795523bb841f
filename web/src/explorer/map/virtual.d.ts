/** Made by web/land.ts. */
declare module "virtual:land" {
  const packed: string;
  export default packed;
}
